export { ACCEPTED, InputError } from './input-error.ts'
export { DEFAULT_LIMITS, type Limits } from './limits.ts'
export { type Inputs, type ReadOptions, readInputs } from './read.ts'
