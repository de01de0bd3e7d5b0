import { AWS_COLLECTORS } from '../aws/collectors.ts'
import { AZURE_COLLECTORS } from '../azure/collectors.ts'
import { awsFiles } from './aws.ts'
import { azureFiles } from './azure.ts'
import { gcpFiles } from './gcp.ts'
import type { FileProvider } from './provider.ts'
import { trivyFiles } from './trivy.ts'

/** Every cloud and scanner that can be read from files, in the order in which files are offered to them. */
export const FILE_PROVIDERS: readonly FileProvider[] = [
  gcpFiles,
  trivyFiles,
  awsFiles(AWS_COLLECTORS),
  azureFiles(AZURE_COLLECTORS),
]
