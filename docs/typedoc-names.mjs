import { Converter, ReflectionKind } from 'typedoc';
import { entries } from './typedoc.config.mjs';

/** Modules are called by what one imports, not by their files. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      const file = project.getSymbolIdFromReflection(module)?.fileName ?? module.sources?.[0]?.fullFileName;
      const name = Object.keys(entries).find(
        (key) => file && entries[key].endsWith(file.replace(/^.*?packages\//, 'packages/')),
      );
      if (name) module.name = name;
      else app.logger.warn(`no name for ${module.name} ${file}`);
    }
  });
}
