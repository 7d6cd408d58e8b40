import theme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import sensitivity from '../../pictures/sensitivity.svg';
import './style.css';

const picture = () =>
  h('img', {
    class: 'image-src',
    src: sensitivity,
    alt: 'How much each score matters: the sensitivity of four losses',
  });

export default { ...theme, Layout: () => h(theme.Layout, null, { 'home-hero-image': picture }) };
