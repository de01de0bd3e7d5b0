import { clientsOf, keysOf } from './clients.ts'
import { seedCompute } from './compute.ts'
import { seedBuckets, seedKey, seedSecrets } from './data.ts'
import { seedIdentities, seedOrganization } from './identities.ts'
import { seedNetwork } from './network.ts'
import { seedServices } from './services.ts'

/** Services of which the estate has something; the emulator does not know every other one. */
export const SEEDED_SERVICES: readonly string[] = [
  'account',
  'organizations',
  'iam',
  's3',
  'ec2',
  'autoscaling',
  'lambda',
  'secretsmanager',
  'ssm',
  'kms',
  'codebuild',
  'ecs',
  'ecr',
  'glue',
  'sagemaker',
  'stepfunctions',
  'scheduler',
  'dynamodb',
  'sqs',
  'sns',
  'efs',
]

/** Fills one account of a moto server with something of every service that is collected. Gives its member account. */
export async function seedEstate(endpoint: string, account: string): Promise<string> {
  const keys = await keysOf(endpoint, account)
  const clients = clientsOf(endpoint, keys)
  await seedIdentities(clients, account)
  const key = await seedKey(clients, account)
  await seedBuckets(clients, key)
  const network = await seedNetwork(clients, account)
  await seedCompute(clients, network, account, key)
  await seedSecrets(clients, account, key)
  await seedServices(endpoint, keys, account, network)
  return seedOrganization(clients)
}
