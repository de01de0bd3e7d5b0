export { InputError } from './input-error.ts'
export { readInputs } from './read.ts'
