import type { NodeRecord, Value } from '../../snapshot/records.ts'
import type { Instructions } from './change.ts'
import { dropOwners, takePermissionsOff } from './directory-steps.ts'
import type { Setting, Steps } from './setting.ts'
import { lastPart } from './shapes.ts'

/** How a person makes the setting. */
export function settingSteps(
  property: string,
  value: Value,
  id: string,
  node: NodeRecord | undefined,
  name: string,
): Instructions {
  const setting = {
    id,
    key: lastPart(id),
    name,
    kind: node?.kind ?? '',
    value,
    before: node?.props[property],
  }
  return STEPS[property]?.(setting) ?? plain(property, setting)
}

const plain = (property: string, { id, name, value }: Setting): Instructions => {
  const text = JSON.stringify(value)
  return {
    title: `Set ${property} of ${name} to ${text}`,
    console: `Open ${name} and set ${property} to ${text}.`,
    cli: `# set ${property} of ${id} to ${text}`,
    terraform: `In the resource block of ${name}, set ${property} to ${text}.`,
  }
}

const requireImdsV2: Steps = ({ key, name }) => ({
  title: `Require IMDSv2 on ${name}`,
  console: `EC2 > Instances > ${key} > Actions > Instance settings > Modify instance metadata options: IMDSv2 required.`,
  cli: `aws ec2 modify-instance-metadata-options --instance-id ${key} --http-tokens required`,
  terraform: `In the aws_instance ${key}: metadata_options { http_tokens = "required" }`,
})

const takeProfileOff: Steps = ({ key, name }) => ({
  title: `Take the instance profile off ${name}`,
  console: `EC2 > Instances > ${key} > Actions > Security > Modify IAM role: No IAM role, or one that may do less.`,
  cli: `aws ec2 disassociate-iam-instance-profile --association-id ASSOCIATION_ID   # aws ec2 describe-iam-instance-profile-associations --filters Name=instance-id,Values=${key}`,
  terraform: `In the aws_instance ${key}, delete iam_instance_profile or name a profile that may do less.`,
})

/** The call that gives a workload another role, by its kind. */
const ROLE_CALLS: { readonly [kind: string]: (key: string, id: string) => string } = {
  AwsLambdaFunction: (key) =>
    `aws lambda update-function-configuration --function-name ${key} --role ROLE_ARN`,
  AwsCodeBuildProject: (key) => `aws codebuild update-project --name ${key} --service-role ROLE_ARN`,
  AwsStateMachine: (_, id) =>
    `aws stepfunctions update-state-machine --state-machine-arn ${id} --role-arn ROLE_ARN`,
  AwsSageMakerNotebook: (key) =>
    `aws sagemaker update-notebook-instance --notebook-instance-name ${key} --role-arn ROLE_ARN`,
  AwsGlueJob: (key) => `aws glue update-job --job-name ${key} --job-update Role=ROLE_ARN,...`,
  AwsEcsTaskDefinition: () =>
    'aws ecs register-task-definition --task-role-arn ROLE_ARN ...   # then aws ecs update-service with the new revision',
  AwsEcsTask: (key) =>
    `aws ecs stop-task --task ${key}   # and start it without the override of its task role`,
  AwsAppRunnerService: (_, id) =>
    `aws apprunner update-service --service-arn ${id} --instance-configuration InstanceRoleArn=ROLE_ARN`,
}

const giveLesserRole: Steps = ({ id, key, name, kind }) => ({
  title: `Give ${name} a role that may do less`,
  console: `Open ${name} > Configuration > Permissions > Edit: choose a role with only what the code needs.`,
  cli: ROLE_CALLS[kind]?.(key, id) ?? `# give ${id} a role with only what its code needs`,
  terraform: `In the resource block of ${name}, set the role to one with only what the code needs.`,
})

const requireUrlLogin: Steps = ({ key, name }) => ({
  title: `Require a login at the URL of function ${name}`,
  console: `Lambda > Functions > ${key} > Configuration > Function URL > Edit: Auth type AWS_IAM.`,
  cli: `aws lambda update-function-url-config --function-name ${key} --auth-type AWS_IAM`,
  terraform: `In the aws_lambda_function_url of ${key}: authorization_type = "AWS_IAM"`,
})

const ignorePublicAcls: Steps = ({ key, name }) => ({
  title: `Ignore public ACLs on bucket ${name}`,
  console: `S3 > ${key} > Permissions > Block public access > Edit: block all public access.`,
  cli: `aws s3api put-public-access-block --bucket ${key} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
  terraform: `resource "aws_s3_bucket_public_access_block" "this" { bucket = "${key}", block_public_acls = true, ignore_public_acls = true, block_public_policy = true, restrict_public_buckets = true }`,
})

const dropGrantees: Steps = ({ key, name }) => ({
  title: `Take other accounts out of the ACL of bucket ${name}`,
  console: `S3 > ${key} > Permissions > Object Ownership > Edit: ACLs disabled; or delete the grants in Access control list.`,
  cli: `aws s3api put-bucket-acl --bucket ${key} --acl private`,
  terraform: `resource "aws_s3_bucket_ownership_controls" "this" { bucket = "${key}", rule { object_ownership = "BucketOwnerEnforced" } }`,
})

const revokeGrant: Steps = ({ id, key, name }) => ({
  title: `Revoke a grant of key ${name}`,
  console: 'The console shows no grants: use the command.',
  cli: `aws kms revoke-grant --key-id ${id} --grant-id GRANT_ID   # aws kms list-grants --key-id ${id}`,
  terraform: `Delete the aws_kms_grant of ${key}.`,
})

const refuseGuests: Steps = ({ key, name }) => ({
  title: `Give no role to guests of identity pool ${name}`,
  console: `Cognito > Identity pools > ${name} > User access > Guest access: deactivate.`,
  cli: `aws cognito-identity update-identity-pool --identity-pool-id ${key} --identity-pool-name NAME --no-allow-unauthenticated-identities`,
  terraform: `In the aws_cognito_identity_pool ${name}: allow_unauthenticated_identities = false`,
})

/** The call that changes with whom something is shared, by its kind; `remove` is what it takes away. */
const SHARE_CALLS: { readonly [kind: string]: (key: string, isAll: boolean) => string } = {
  AwsEbsSnapshot: (key, isAll) =>
    `aws ec2 modify-snapshot-attribute --snapshot-id ${key} --attribute createVolumePermission --operation-type remove ${isAll ? '--group-names all' : '--user-ids ACCOUNT_ID'}`,
  AwsMachineImage: (key, isAll) =>
    `aws ec2 modify-image-attribute --image-id ${key} --attribute launchPermission --operation-type remove ${isAll ? '--user-groups all' : '--user-ids ACCOUNT_ID'}`,
  AwsRdsSnapshot: (key, isAll) =>
    `aws rds modify-db-snapshot-attribute --db-snapshot-identifier ${key} --attribute-name restore --values-to-remove ${isAll ? 'all' : 'ACCOUNT_ID'}`,
  AwsSsmDocument: (key, isAll) =>
    `aws ssm modify-document-permission --name ${key} --permission-type Share --account-ids-to-remove ${isAll ? 'all' : 'ACCOUNT_ID'}`,
}

const stopSharing =
  (isAll: boolean): Steps =>
  ({ id, key, name, kind }) => ({
    title: `Stop sharing ${name} with ${isAll ? 'everyone' : 'other accounts'}`,
    console: `Open ${name} > Modify permissions: ${isAll ? 'Private' : 'remove the shared accounts'}.`,
    cli: SHARE_CALLS[kind]?.(key, isAll) ?? `# make ${id} private`,
    terraform: `Delete the permission that shares ${name}.`,
  })

const takeServiceAccountOff: Steps = ({ key, name, kind }) => ({
  title: `Give ${name} a service account that may do less`,
  console: `Open ${name} > Edit > Identity: choose a service account with only what the code needs.`,
  cli:
    kind === 'GcpInstance'
      ? `gcloud compute instances set-service-account ${key} --service-account EMAIL   # the machine has to be stopped`
      : `# deploy ${key} again with --service-account EMAIL`,
  terraform: `In the resource block of ${name}, set the service account to one with only what the code needs.`,
})

const takeIdentityOff: Steps = ({ id, name }) => ({
  title: `Take the managed identity off ${name}`,
  console: `Open ${name} > Security > Identity: switch it off, or remove roles that its code does not need.`,
  cli: `az resource update --ids ${id} --set identity.type=None`,
  terraform: `In the resource block of ${name}, delete the identity block or narrow its role assignments.`,
})

const distrustIssuer: Steps = ({ id, name }) => ({
  title: `Remove a federated credential of application ${name}`,
  console: `Entra > App registrations > ${name} > Certificates & secrets > Federated credentials: delete it, or narrow its subject.`,
  cli: `az ad app federated-credential delete --id ${id} --federated-credential-id NAME   # az ad app federated-credential list --id ${id}`,
  terraform: `Delete the azuread_application_federated_identity_credential of ${name}.`,
})

const closeContainer: Steps = ({ id, key, name }) => ({
  title: `Let nobody read container ${name} without a login`,
  console: `Storage account > Containers > ${key} > Change access level: Private.`,
  cli: `az storage container set-permission --name ${key} --account-name ${accountOf(id)} --public-access off`,
  terraform: `In the azurerm_storage_container ${key}: container_access_type = "private"`,
})

const accountOf = (container: string): string => /storageaccounts\/([^/]+)/i.exec(container)?.[1] ?? 'ACCOUNT'

/** The calls that shut the public side of a service, by its kind. */
const SHUT_CALLS: { readonly [kind: string]: (id: string, key: string) => string } = {
  AzureWebApp: (id) => `az resource update --ids ${id} --set properties.publicNetworkAccess=Disabled`,
  AzureSqlServer: (_, key) =>
    `az sql server update --name ${key} --resource-group GROUP --enable-public-network false`,
  AzureContainerApp: (_, key) =>
    `az containerapp ingress update --name ${key} --resource-group GROUP --type internal`,
  AzureContainerGroup: (_, key) =>
    `# az container create --name ${key} --resource-group GROUP --vnet VNET --subnet SUBNET   # instead of --ip-address Public`,
}

const shutPublicSide: Steps = ({ id, key, name, kind }) => ({
  title: `Take ${name} off the Internet`,
  console: `Open ${name} > Networking: no public access; reach it through a private endpoint or the virtual network.`,
  cli: SHUT_CALLS[kind]?.(id, key) ?? `# shut the public side of ${id}`,
  terraform: `In the resource block of ${name}, switch public network access off.`,
})

const authorizeRanges: Steps = ({ key, name }) => ({
  title: `Let only known addresses reach the API of cluster ${name}`,
  console: `Kubernetes services > ${key} > Networking > Authorized IP ranges: your own ranges.`,
  cli: `az aks update --name ${key} --resource-group GROUP --api-server-authorized-ip-ranges RANGES`,
  terraform: `In the azurerm_kubernetes_cluster ${key}: api_server_access_profile { authorized_ip_ranges = [RANGES] }`,
})

const useRoles: Steps = ({ key, name }) => ({
  title: `Let vault ${name} go by roles instead of access policies`,
  console: `Key vaults > ${key} > Access configuration: Azure role-based access control; assign roles first.`,
  cli: `az keyvault update --name ${key} --enable-rbac-authorization true`,
  terraform: `In the azurerm_key_vault ${key}: rbac_authorization_enabled = true`,
})

const update: Steps = ({ id, key, name, kind }) => ({
  title:
    kind === 'AwsEcrImage'
      ? `Build image ${name} from packages without known vulnerabilities`
      : `Update the packages of ${name}`,
  console: UPDATES[kind] ?? `Install the fixed versions on ${name}.`,
  cli:
    kind === 'AwsEc2Instance'
      ? `aws ssm send-command --document-name AWS-RunPatchBaseline --parameters Operation=Install --instance-ids ${key}`
      : `# update the packages of ${id}; aws inspector2 list-findings names the fixed versions`,
  terraform: `Packages are no part of the resource block of ${name}: build from an image that has the fixed versions.`,
})

/** Where fixed versions get in, by the kind of what has the vulnerability. */
const UPDATES: { readonly [kind: string]: string } = {
  AwsEc2Instance: 'Systems Manager > Patch Manager > Patch now: Scan and install.',
  AwsEcrImage:
    'Update the base image and the packages in the build, push a new image and start the tasks from it.',
  AwsLambdaFunction: 'Update the packages in the build and deploy the function and its layers anew.',
}

const disable: Steps = (setting) =>
  setting.kind === 'GcpIdentityProvider' ? disableProvider(setting) : disableFirewall(setting)

const disableProvider: Steps = ({ id, key, name }) => {
  const pool = /workloadIdentityPools\/([^/]+)/.exec(id)?.[1] ?? 'POOL'
  return {
    title: `Disable provider ${name} of identity pool ${pool}`,
    console: `IAM & Admin > Workload Identity Federation > ${pool} > ${key}: Disable provider; or narrow its attribute condition.`,
    cli: `gcloud iam workload-identity-pools providers update-oidc ${key} --workload-identity-pool ${pool} --location global --disabled   # update-aws for one of AWS`,
    terraform: `In the google_iam_workload_identity_pool_provider ${key}: disabled = true`,
  }
}

const disableFirewall: Steps = ({ key, name }) => ({
  title: `Disable firewall rule ${name}`,
  console: `VPC network > Firewall > ${key} > Edit > Disable rule: Enforcement disabled; or narrow its sources.`,
  cli: `gcloud compute firewall-rules update ${key} --disabled`,
  terraform: `In the google_compute_firewall ${key}: disabled = true`,
})

const closeDatabase: Steps = ({ key, name }) => ({
  title: `Let no network connect to ${name} without the Auth Proxy`,
  console: `SQL > ${key} > Connections > Networking: delete the authorized networks.`,
  cli: `gcloud sql instances patch ${key} --clear-authorized-networks`,
  terraform: `In the google_sql_database_instance ${key}: delete authorized_networks of ip_configuration.`,
})

const authorizeNetworks: Steps = ({ key, name }) => ({
  title: `Let only known networks reach the control plane of ${name}`,
  console: `Kubernetes Engine > Clusters > ${key} > Networking > Control plane authorized networks: Edit.`,
  cli: `gcloud container clusters update ${key} --enable-master-authorized-networks --master-authorized-networks RANGES`,
  terraform: `In the google_container_cluster ${key}: master_authorized_networks_config { … }`,
})

const STEPS: { readonly [property: string]: Steps } = {
  httpTokens: requireImdsV2,
  instanceProfile: takeProfileOff,
  role: giveLesserRole,
  urlAuthType: requireUrlLogin,
  ignorePublicAcls,
  acl: dropGrantees,
  grants: revokeGrant,
  allowsGuests: refuseGuests,
  public: stopSharing(true),
  sharedWith: stopSharing(false),
  serviceAccount: takeServiceAccountOff,
  identity: takeIdentityOff,
  federatedCredentials: distrustIssuer,
  publicAccess: closeContainer,
  rbac: useRoles,
  publicNetworkAccess: shutPublicSide,
  externalIngress: shutPublicSide,
  publicIp: shutPublicSide,
  authorizedRanges: authorizeRanges,
  vulnerabilities: update,
  disabled: disable,
  graphPermissions: takePermissionsOff,
  owners: dropOwners,
  authorizedNetworks: closeDatabase,
  authorizedNetworksOn: authorizeNetworks,
}
