import type { TestProject } from 'vitest/node'
import { startMoto } from './moto.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the moto server. */
    readonly awsEndpoint: string
    /** Folder with the `python` and `aws` that belong to it. */
    readonly awsTools: string
  }
}

/** Starts one moto server for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const moto = await startMoto()
  project.provide('awsEndpoint', moto.endpoint)
  project.provide('awsTools', moto.bin)
  return () => moto.stop()
}
