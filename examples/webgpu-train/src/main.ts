import { showPage } from './page.js';

await showPage(document.getElementById('page') as HTMLElement, 2000);
