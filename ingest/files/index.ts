export { readInputs } from './read.ts'
