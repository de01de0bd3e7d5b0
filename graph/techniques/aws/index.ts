import type { PrivilegeTechnique } from '../privilege.ts'
import type { AccessTechnique, Technique } from '../technique.ts'
import * as apprunner from './apprunner.ts'
import * as batch from './batch.ts'
import * as bedrock from './bedrock.ts'
import * as cloudformation from './cloudformation.ts'
import * as codebuild from './codebuild.ts'
import * as codedeploy from './codedeploy.ts'
import * as cognito from './cognito.ts'
import * as held from './credentials.ts'
import * as ec2 from './ec2.ts'
import * as ec2Connect from './ec2-connect.ts'
import * as ec2Privileges from './ec2-privileges.ts'
import * as ecs from './ecs.ts'
import * as emr from './emr.ts'
import * as glue from './glue.ts'
import * as guests from './guests.ts'
import * as boundaries from './iam/boundaries.ts'
import * as credentials from './iam/credentials.ts'
import * as groups from './iam/groups.ts'
import * as roles from './iam/roles.ts'
import * as self from './iam/self.ts'
import * as users from './iam/users.ts'
import * as imagebuilder from './imagebuilder.ts'
import * as lambda from './lambda.ts'
import * as lambdaPrivileges from './lambda-privileges.ts'
import * as newCompute from './new-compute.ts'
import * as poison from './poison.ts'
import * as runsAs from './runs-as.ts'
import * as sagemaker from './sagemaker.ts'
import * as ssm from './ssm.ts'
import * as sso from './sso.ts'
import * as stepfunctions from './stepfunctions.ts'
import * as sts from './sts.ts'

/** What workloads and strangers can do, whatever their permissions. */
export const AWS_TECHNIQUES: readonly Technique[] = [ec2, lambda, runsAs, held, guests].flatMap((service) =>
  Object.values(service),
)

const FILES = [
  self,
  credentials,
  groups,
  roles,
  users,
  boundaries,
  apprunner,
  batch,
  bedrock,
  cloudformation,
  codebuild,
  codedeploy,
  cognito,
  ec2Privileges,
  ec2Connect,
  ecs,
  emr,
  glue,
  imagebuilder,
  lambdaPrivileges,
  newCompute,
  poison,
  sagemaker,
  ssm,
  sso,
  stepfunctions,
]

function isPrivilege(value: unknown): value is PrivilegeTechnique {
  return (
    typeof value === 'object' && value !== null && 'id' in value && 'needs' in value && 'category' in value
  )
}

/** What principals can do with the permissions they hold; files also export parts that others share. */
export const AWS_PRIVILEGES: readonly PrivilegeTechnique[] = FILES.flatMap((file) =>
  Object.values<unknown>(file).filter(isPrivilege),
)

/** What is access itself; drawn by graph/access. */
export const AWS_ACCESS_TECHNIQUES: readonly AccessTechnique[] = Object.values(sts)
