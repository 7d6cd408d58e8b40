import { render } from 'preact';
import { unshare } from './state/share.js';
import { initialState, type State } from './state/state.js';
import { App } from './views/app.js';

async function firstState(): Promise<readonly [State, string | undefined]> {
  if (location.hash.length < 2) return [initialState, undefined];
  try {
    return [await unshare(location.hash), undefined];
  } catch (error) {
    return [
      initialState,
      `The link to this page could not be read: ${(error as Error).message}. The page starts anew.`,
    ];
  }
}

const [first, notice] = await firstState();
render(<App first={first} notice={notice} />, document.getElementById('page') as HTMLElement);
// A link pasted over this page's address changes the hash alone.
addEventListener('hashchange', () => location.reload());
