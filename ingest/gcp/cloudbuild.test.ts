import { expect, test } from 'vitest'
import { assetsOf } from './assets.testkit.ts'

const TRIGGER = '//cloudbuild.googleapis.com/projects/p/triggers/t'
const triggerOf = (data: object) =>
  assetsOf({ type: 'cloudbuild.googleapis.com/BuildTrigger', name: 'triggers/t', data })

test('a trigger of pull requests tells whom it waits for, and acts as its account', async () => {
  const { props, from } = await triggerOf({
    name: 'checks',
    github: {
      owner: 'acme',
      name: 'shop',
      pullRequest: { branch: '.*', commentControl: 'COMMENTS_ENABLED' },
    },
    serviceAccount: 'projects/p/serviceAccounts/Builder@p.iam.gserviceaccount.com',
  })
  expect(props(TRIGGER)).toMatchObject({
    name: 'checks',
    disabled: false,
    pullRequests: true,
    commentControl: 'COMMENTS_ENABLED',
    approvalRequired: false,
    repository: 'acme/shop',
    serviceAccount: 'builder@p.iam.gserviceaccount.com',
  })
  expect(from(TRIGGER)).toEqual(['HAS_EXECUTION_ROLE serviceAccount:builder@p.iam.gserviceaccount.com'])
})

test('one that waits for nobody leaves that out, and so does one of the default account', async () => {
  const { props, from } = await triggerOf({ repositoryEventConfig: { pullRequest: { branch: '.*' } } })
  expect(props(TRIGGER)).toMatchObject({
    pullRequests: true,
    commentControl: 'COMMENTS_DISABLED',
    repository: null,
  })
  expect(props(TRIGGER)).not.toHaveProperty('serviceAccount')
  expect(from(TRIGGER)).toEqual([])
})

test('a push starts another', async () => {
  const { props } = await triggerOf({ github: { owner: 'acme', name: 'shop', push: { branch: 'main' } } })
  expect(props(TRIGGER)).toMatchObject({ pullRequests: false })
})
