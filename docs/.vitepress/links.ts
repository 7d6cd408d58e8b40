import { existsSync, statSync } from 'node:fs';
import { posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';
import { pageOf, source } from './pages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const isOutside = (href: string) => /^([a-z]+:|\/|#)/i.test(href);

/** GitHub's page of a file or a folder. */
function onGitHub(path: string): string {
  if (!existsSync(`${root}${path}`)) throw new Error(`there is no ${path || 'such path'} in the repository`);
  return `${source}/${statSync(`${root}${path}`).isDirectory() ? 'tree' : 'blob'}/main/${path}`;
}

/** A link as it stands in a file, which is right on GitHub, as the site needs it. */
function siteLink(href: string, file: string): string {
  if (isOutside(href)) return href;
  const [path = '', anchor] = href.split('#');
  const target = posix.join(posix.dirname(file), path);
  const page = pageOf(target);
  const hash = anchor === undefined ? '' : `#${anchor}`;
  return (page && existsSync(`${root}${target}`) ? `/${page}` : onGitHub(target)) + hash;
}

/** Pages keep the relative links that work on GitHub; the site has other addresses, and not every file. */
export function repositoryLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const file = relative(root, env.realPath ?? env.path);
    const links = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open');
    for (const link of links) link.attrSet('href', siteLink(link.attrGet('href') as string, file));
  });
}
