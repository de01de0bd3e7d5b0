import type { Technique } from '../technique.ts'
import * as ec2 from './ec2.ts'
import * as lambda from './lambda.ts'

export const AWS_TECHNIQUES: readonly Technique[] = [ec2, lambda].flatMap((service) => Object.values(service))
