// The learning kit: read a text once (`extractFeatures`), let any number of linear heads score it (`scoreHead`).
// To train: rowOf → buildMatrix → trainLogistic or trainHinge → makeHead → writeModel; to use: readModel → scoreHead.
export { extractFeatures, type Features, type GroupName, passingFeatures } from './features.ts'
export { hashText, makeRandom } from './hash.ts'
export { groupEnd, groupStart, type Row, rowOf, type Space } from './space.ts'
export { buildMatrix, type Matrix } from './matrix.ts'
export {
  balance,
  oneHot,
  scoreMatrix,
  trainLogistic,
  weightByRatio,
  type Weights,
} from './linear.ts'
export { trainHinge } from './hinge.ts'
export { fitPlatt, fitTemperature, sigmoid, softmax } from './calibrate.ts'
export { groupsOf, type Head, makeHead, scoreHead, tokenWeights } from './head.ts'
export { readModel, writeModel } from './format.ts'
export {
  type Adapted,
  adapt,
  readAdapted,
  scoreAdapted,
  writeAdapted,
} from './adapt.ts'
export { joinHeads } from './joined-heads.ts'
