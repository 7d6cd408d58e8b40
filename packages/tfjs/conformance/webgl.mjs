import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { subject } from './subject.mjs';

// Else tfjs works on small tensors on the host, by the code of its cpu backend.
tf.env().set('WEBGL_CPU_FORWARD', false);
// Shapes as uniforms: one shader per operation rather than one per operation and shape.
tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true);

/** In a browser. @type {import('@lossmith/conformance').Subject<any>} */
export default subject('webgl', 'ops');
