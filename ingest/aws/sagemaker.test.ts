import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { sagemaker } from './sagemaker.ts'

const arn = (resource: string) => `arn:aws:sagemaker:us-east-1:111111111111:${resource}`
const id = arn('notebook-instance/n')
const withNotebook = (detail: unknown) =>
  collectFrom(sagemaker, {
    'sagemaker list-notebook-instances': {
      NotebookInstances: [
        { NotebookInstanceName: 'n', NotebookInstanceArn: id, NotebookInstanceStatus: 'InService' },
      ],
    },
    'sagemaker describe-notebook-instance n': detail,
  })

test('a notebook runs as its role and with its script', async () => {
  const { from } = await withNotebook({
    RoleArn: 'arn:aws:iam::111111111111:role/r',
    NotebookInstanceLifecycleConfigName: 'Setup',
  })
  expect(from(id)).toEqual([
    'HAS_EXECUTION_ROLE arn:aws:iam::111111111111:role/r',
    `USES_SCRIPT ${arn('notebook-instance-lifecycle-config/setup')}`,
  ])
})

test('a notebook without a script says so', async () => {
  const { props } = await withNotebook({ DirectInternetAccess: 'Disabled', RootAccess: 'Enabled' })
  expect(props(id)).toMatchObject({ lifecycleConfig: null, directInternetAccess: false, rootAccess: true })
})

test('a notebook that could not be described has no role that is known', async () => {
  const { props, coverage } = await withNotebook(denied('sagemaker describe-notebook-instance'))
  expect(props(id)).not.toHaveProperty('role')
  expect(coverage.state).toBe('DENIED')
})

test('a key in a lifecycle script is noticed and not kept', async () => {
  const Content = Buffer.from('export AWS_ACCESS_KEY_ID=AKIAQYLPMN5HXAMPLE77 # private').toString('base64')
  const { props } = await collectFrom(sagemaker, {
    'sagemaker list-notebook-instance-lifecycle-configs': {
      NotebookInstanceLifecycleConfigs: [
        {
          NotebookInstanceLifecycleConfigName: 'Setup',
          NotebookInstanceLifecycleConfigArn: arn('notebook-instance-lifecycle-config/setup'),
        },
      ],
    },
    'sagemaker describe-notebook-instance-lifecycle-config Setup': { OnStart: [{ Content }] },
  })
  const found = props(arn('notebook-instance-lifecycle-config/setup'))
  expect(found).toMatchObject({ scriptAccessKeyIds: ['AKIAQYLPMN5HXAMPLE77'] })
  expect(JSON.stringify(found)).not.toContain('private')
})
