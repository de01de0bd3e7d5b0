import type { PrivilegeTechnique } from '../privilege.ts'
import type { Technique } from '../technique.ts'
import * as ec2 from './ec2.ts'
import { newInstance, newSpotInstance, userDataReplaced } from './ec2-privileges.ts'
import * as boundaries from './iam/boundaries.ts'
import * as credentials from './iam/credentials.ts'
import * as groups from './iam/groups.ts'
import * as roles from './iam/roles.ts'
import * as self from './iam/self.ts'
import * as users from './iam/users.ts'
import * as lambda from './lambda.ts'
import * as lambdaPrivileges from './lambda-privileges.ts'

/** What workloads and strangers can do, whatever their permissions. */
export const AWS_TECHNIQUES: readonly Technique[] = [ec2, lambda].flatMap((service) => Object.values(service))

/** What principals can do with the permissions they hold. */
export const AWS_PRIVILEGES: readonly PrivilegeTechnique[] = [
  ...[self, credentials, groups, roles, users, boundaries].flatMap((file) => Object.values(file)),
  ...Object.values(lambdaPrivileges),
  newInstance,
  newSpotInstance,
  userDataReplaced,
]
