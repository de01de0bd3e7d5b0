import { expect, test } from 'vitest'
import { collectFrom } from '../answers.fixture.ts'
import { ecr } from './ecr.ts'

const ID = 'arn:aws:ecr:us-east-1:111111111111:repository/app'
const repositories = [{ repositoryArn: ID, repositoryName: 'app' }]
const image = (imagePushedAt: string, counts?: object) => ({
  imagePushedAt,
  ...(counts && { imageScanFindingsSummary: { findingSeverityCounts: counts } }),
})

const collected = async (imageDetails: readonly object[]) => {
  const { props } = await collectFrom(ecr, {
    'ecr describe-repositories': { repositories },
    'ecr get-repository-policy app': null,
    'ecr describe-images app': { imageDetails },
  })
  return props(ID)
}

test('the findings of a repository are the critical and high ones of its newest image', async () => {
  const old = image('2026-01-01T00:00:00Z', { CRITICAL: 9 })
  const newest = image('2026-02-01T00:00:00Z', { CRITICAL: 1, HIGH: 2, LOW: 40 })
  expect(await collected([newest, old])).toMatchObject({ newestImageFindings: 3 })
})

test('an image that was scanned and has none says so', async () => {
  expect(await collected([image('2026-02-01T00:00:00Z', {})])).toMatchObject({ newestImageFindings: 0 })
})

test('of an image that was not scanned, and of a repository without images, nothing is said', async () => {
  expect(await collected([image('2026-02-01T00:00:00Z')])).not.toHaveProperty('newestImageFindings')
  expect(await collected([])).not.toHaveProperty('newestImagePushedAt')
})
