import { defineNode, flag, json, text, texts } from '../define.ts'

const eks = { provider: 'aws', service: 'eks' } as const

export const AwsEksCluster = defineNode({
  ...eks,
  kind: 'AwsEksCluster',
  class: 'Workload',
  title: 'EKS cluster',
  properties: {
    status: text('ACTIVE, …'),
    role: text('role ARN of the control plane'),
    version: text('Kubernetes version'),
    endpointPublic: flag('the API server answers on the Internet'),
    endpointPrivate: flag('the API server answers in the VPC'),
    publicCidrs: texts('who may reach the public endpoint'),
    oidcIssuer: text('issuer of service-account tokens, without https://; absent when none'),
    authenticationMode: text('CONFIG_MAP | API | API_AND_CONFIG_MAP'),
    secretsEncrypted: flag('Kubernetes secrets are encrypted with a KMS key'),
    logTypes: texts('control-plane logs that are on'),
  },
})

export const AwsEksNodegroup = defineNode({
  ...eks,
  kind: 'AwsEksNodegroup',
  class: 'Workload',
  title: 'EKS node group',
  properties: {
    status: text('ACTIVE, …'),
    role: text('role ARN of its nodes'),
    remoteAccess: flag('SSH is open to some group'),
  },
})

export const AwsEksAccessEntry = defineNode({
  ...eks,
  kind: 'AwsEksAccessEntry',
  class: 'Policy',
  title: 'EKS access entry',
  properties: {
    principal: text('ARN of the role or user that it lets in'),
    type: text('STANDARD, EC2_LINUX, FARGATE_LINUX, …'),
    groups: texts('Kubernetes groups'),
    policies: json('[{ policy, scope: cluster | namespace, namespaces: [..] }]'),
  },
})

export const AwsEksPodIdentity = defineNode({
  ...eks,
  kind: 'AwsEksPodIdentity',
  class: 'Workload',
  title: 'EKS Pod Identity association',
  properties: {
    namespace: text('Kubernetes namespace'),
    serviceAccount: text('Kubernetes service account'),
    role: text('role ARN that its pods act as'),
  },
})
