/** Loads an SDK package when its service is first asked; `--help` and file ingest never pay for it. */
export interface Service {
  /** Name of the client class in the package. */
  readonly client: string
  readonly load: () => Promise<object>
}

/** By the CLI's word for the service. */
export const SERVICES: { readonly [service: string]: Service } = {
  autoscaling: { client: 'AutoScalingClient', load: () => import('@aws-sdk/client-auto-scaling') },
  ec2: { client: 'EC2Client', load: () => import('@aws-sdk/client-ec2') },
  iam: { client: 'IAMClient', load: () => import('@aws-sdk/client-iam') },
  kms: { client: 'KMSClient', load: () => import('@aws-sdk/client-kms') },
  lambda: { client: 'LambdaClient', load: () => import('@aws-sdk/client-lambda') },
  organizations: { client: 'OrganizationsClient', load: () => import('@aws-sdk/client-organizations') },
  s3api: { client: 'S3Client', load: () => import('@aws-sdk/client-s3') },
  s3control: { client: 'S3ControlClient', load: () => import('@aws-sdk/client-s3-control') },
  secretsmanager: { client: 'SecretsManagerClient', load: () => import('@aws-sdk/client-secrets-manager') },
  ssm: { client: 'SSMClient', load: () => import('@aws-sdk/client-ssm') },
  sts: { client: 'STSClient', load: () => import('@aws-sdk/client-sts') },
}
