import { findPython } from './test/process/find-python.mjs';
import { startPython } from './test/process/python-process.mjs';
import { subjectOf } from './test/process/subject.mjs';

const executable = findPython('numpy');
const python = executable === undefined ? undefined : startPython(executable);

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default python === undefined
  ? []
  : [subjectOf(python, 'numpy', 'float64'), subjectOf(python, 'numpy', 'float32')];
