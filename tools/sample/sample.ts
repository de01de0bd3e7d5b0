import { AWS_COLLECTORS } from '../../ingest/aws/collectors.ts'
import { azureFolders } from './azure/sample.ts'
import { writeBuckets } from './buckets.ts'
import { type Compute, writeCompute } from './compute.ts'
import { writeContacts } from './contacts.ts'
import { DEVELOPMENT, MAIN_REGION, MANAGEMENT, PRODUCTION, SECOND_REGION } from './estate/accounts.ts'
import { contacts } from './estate/contacts.ts'
import * as devData from './estate/development-data.ts'
import { developmentIdentities } from './estate/development-identities.ts'
import * as devNetwork from './estate/development-network.ts'
import * as mgmt from './estate/management.ts'
import { organization } from './estate/organization.ts'
import * as prodData from './estate/production-data.ts'
import { productionIdentities } from './estate/production-identities.ts'
import * as prodNetwork from './estate/production-network.ts'
import { type LambdaFunction, writeFunctions } from './functions.ts'
import { googleFiles } from './gcp/sample.ts'
import { writeIam } from './iam.ts'
import { iamId } from './ids.ts'
import { writeMonitoring } from './monitoring.ts'
import { writeNetwork } from './network.ts'
import { writeOrganization } from './organization.ts'
import { PLANTED } from './planted/index.ts'
import { readme } from './readme.ts'
import { type Secrets, writeSecrets } from './secrets.ts'
import { writeRegionSettings } from './settings.ts'
import type { Vpc } from './vpc.ts'
import { AccountWriter } from './writer.ts'

/** Every file of the sample estate, by its path below `ingest/sample`. */
export async function sampleFiles(): Promise<ReadonlyMap<string, string>> {
  const accounts = [management(), production(), development()]
  writeOrganization(accounts, organization)
  for (const account of accounts) {
    writeMonitoring(account)
    writeCaller(account)
    const called = contacts[account.account]
    if (called !== undefined) writeContacts(account, called)
    writeUnused(account)
  }
  return new Map([
    ...[...accounts, ...(await azureFolders())].flatMap((account) => account.files()),
    ...googleFiles(),
    ['planted.json', `${JSON.stringify(PLANTED, null, 1)}\n`],
    ['README.md', readme(PLANTED)],
  ])
}

/** Every other service was asked too, and has nothing. */
function writeUnused(out: AccountWriter): void {
  for (const { scope, calls } of AWS_COLLECTORS) {
    const regions = out.regions().filter((region) => (region === 'global') === (scope === 'global'))
    for (const [call, { per }] of Object.entries(calls))
      if (per === undefined) for (const region of regions) out.unused(region, call)
  }
}

function management(): AccountWriter {
  const out = new AccountWriter(MANAGEMENT)
  writeIam(out, mgmt.managementIdentities)
  writeBuckets(out, mgmt.managementBuckets, true)
  writeRegion(
    out,
    MAIN_REGION,
    mgmt.mgmtTools,
    mgmt.managementCompute,
    mgmt.managementFunctions,
    mgmt.managementSecrets,
  )
  return out
}

function production(): AccountWriter {
  const out = new AccountWriter(PRODUCTION)
  writeIam(out, productionIdentities)
  writeBuckets(out, prodData.productionBuckets, false)
  const { prodMain, productionCompute, prodUs, productionUsCompute } = prodNetwork
  writeRegion(
    out,
    MAIN_REGION,
    prodMain,
    productionCompute,
    prodData.productionFunctions,
    prodData.productionSecrets,
  )
  writeRegion(
    out,
    SECOND_REGION,
    prodUs,
    productionUsCompute,
    prodData.productionUsFunctions,
    prodData.productionUsSecrets,
  )
  return out
}

function development(): AccountWriter {
  const out = new AccountWriter(DEVELOPMENT)
  writeIam(out, developmentIdentities)
  writeBuckets(out, devData.developmentBuckets, true)
  const { devMain, developmentCompute, devUs, developmentUsCompute } = devNetwork
  writeRegion(
    out,
    MAIN_REGION,
    devMain,
    developmentCompute,
    devData.developmentFunctions,
    devData.developmentSecrets,
  )
  writeRegion(
    out,
    SECOND_REGION,
    devUs,
    developmentUsCompute,
    devData.developmentUsFunctions,
    devData.developmentUsSecrets,
  )
  return out
}

function writeRegion(
  out: AccountWriter,
  region: string,
  vpc: Vpc,
  compute: Compute,
  functions: readonly LambdaFunction[],
  secrets: Secrets,
): void {
  writeNetwork(out, region, [vpc])
  writeCompute(out, region, compute)
  writeFunctions(out, region, functions)
  writeSecrets(out, region, secrets)
  writeRegionSettings(out, region)
}

function writeCaller(out: AccountWriter): void {
  out.put('global', 'sts get-caller-identity', {
    UserId: `${iamId('AROA', `${out.account}/auditor`)}:export`,
    Account: out.account,
    Arn: `arn:aws:sts::${out.account}:assumed-role/auditor/export`,
  })
}
