import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { subject } from './subject.mjs';
import { webglDeviations } from './webgl-deviations.mjs';

// Else tfjs works on small tensors on the host, by the code of its cpu backend.
tf.env().set('WEBGL_CPU_FORWARD', false);

/** In a browser. @type {import('@lossmith/conformance').Subject<any>} */
export default { ...subject('webgl', 'ops'), knownDeviations: webglDeviations };
