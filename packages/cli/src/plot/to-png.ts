import { LossmithOptionError } from '@lossmith/core';

/** resvg looks at the first family of a list alone, and takes a serif where that is not installed. */
const fonts: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'Helvetica', win32: 'Arial' };

/** Pixels for each unit of an SVG: sharp on most screens. */
const zoom = 2;

/** An SVG as the bytes of a PNG, drawn by resvg with the fonts of this machine. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js').catch(() => {
    throw new LossmithOptionError(
      'out',
      'a PNG needs @resvg/resvg-js, which is not installed',
      'npm install @resvg/resvg-js, or write an SVG',
    );
  });
  const family = fonts[process.platform] ?? 'DejaVu Sans';
  return new Resvg(svg, {
    font: { defaultFontFamily: family, sansSerifFamily: family },
    fitTo: { mode: 'zoom', value: zoom },
  })
    .render()
    .asPng();
}
