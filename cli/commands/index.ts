import type { CommandSpec } from './spec.ts'
import { ESTATE_COMMANDS } from './specs/estate.ts'
import { POSTURE_COMMANDS } from './specs/posture.ts'
import { QUESTIONS_COMMANDS } from './specs/questions.ts'

export const COMMANDS: readonly CommandSpec[] = [
  ...ESTATE_COMMANDS,
  ...QUESTIONS_COMMANDS,
  ...POSTURE_COMMANDS,
]
