import { findPython } from './test/process/find-python.mjs';
import { startPython } from './test/process/python-process.mjs';
import { subjectOf } from './test/process/subject.mjs';

/** The libraries that are there, all in one Python. */
const executable = findPython('numpy', 'torch') ?? findPython('numpy');
const libraries = findPython('numpy', 'torch') === undefined ? ['numpy'] : ['numpy', 'torch'];
const python = executable === undefined ? undefined : startPython(executable);

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default python === undefined
  ? []
  : libraries.flatMap((library) => [subjectOf(python, library, 'float64'), subjectOf(python, library, 'float32')]);
