import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { drawPictures } from './draw-pictures.ts';
import { repositoryLinks } from './links.ts';
import { excluded, pageOf, source } from './pages.ts';
import { sidebar } from './sidebar.ts';

const playground = fileURLToPath(new URL('../../apps/playground/dist', import.meta.url));

/** Pages stand in folders in which no Vue is installed: they are rendered with that of this one. */
const vueOfDocs = {
  name: 'vue-of-docs',
  enforce: 'pre',
  resolveId: (id: string, _: unknown, { ssr }: { ssr?: boolean }) =>
    ssr && /^vue(\/server-renderer)?$/.test(id) ? { id, external: true } : undefined,
} as const;

drawPictures();

export default defineConfig({
  title: 'Lossmith',
  description: 'Design the loss you train with, and compile it to the stack you train on.',
  lang: 'en',
  srcDir: '..',
  outDir: 'dist',
  srcExclude: excluded,
  rewrites: (file) => pageOf(file) ?? file,
  lastUpdated: false,
  // What a page links to is fetched when it is asked for, not before.
  router: { prefetchLinks: false },
  vite: { plugins: [vueOfDocs] },
  markdown: {
    anchor: { slugify: slug },
    config: (md) => {
      md.use(repositoryLinks);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Tutorial', link: '/tutorial' },
      { text: 'How to', link: '/choosing-a-link', activeMatch: '^/(choosing-a-link|tuning)' },
      { text: 'Explanation', link: '/idea' },
      { text: 'Reference', link: '/links' },
      { text: 'Playground', link: '/playground/index.html', target: '_self' },
    ],
    sidebar,
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: source }],
    search: {
      provider: 'local',
      options: {
        // Tables of thousands of figures drown every other page.
        _render: (text, env, md) => (/^(accuracy|api\/)/.test(env.relativePath) ? '' : md.render(text, env)),
      },
    },
  },
  buildEnd({ outDir }) {
    cpSync(playground, `${outDir}/playground`, { recursive: true });
  },
});
