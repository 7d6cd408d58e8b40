import { ideaPictures } from './idea.ts';
import { linkPictures } from './links.ts';
import { lossPictures } from './losses.ts';
import { speedPictures } from './speed.ts';

/** Every picture that the library draws for README.md and the site, by its path in this folder. */
export const pictures = (): Readonly<Record<string, string>> => ({
  ...ideaPictures(),
  ...linkPictures(),
  ...lossPictures(),
  ...speedPictures(),
});
