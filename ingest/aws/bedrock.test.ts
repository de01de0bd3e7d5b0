import { expect, test } from 'vitest'
import { collectFrom } from '../answers.fixture.ts'
import { bedrock } from './bedrock.ts'

const arn = (owner: string, resource: string) => `arn:aws:bedrock-agentcore:us-east-1:${owner}:${resource}`
const id = arn('111111111111', 'code-interpreter-custom/i')
const withInterpreter = (codeInterpreterArn: string, answer: unknown) =>
  collectFrom(bedrock, {
    'bedrock-agentcore-control list-code-interpreters': {
      codeInterpreterSummaries: [{ codeInterpreterId: 'i', codeInterpreterArn, status: 'READY' }],
    },
    'bedrock-agentcore-control get-code-interpreter i': answer,
  })

test('sessions of an interpreter act as its role', async () => {
  const { from } = await withInterpreter(id, { executionRoleArn: 'arn:aws:iam::111111111111:role/r' })
  expect(from(id)).toEqual(['HAS_EXECUTION_ROLE arn:aws:iam::111111111111:role/r'])
})

test('an interpreter without a role says so', async () => {
  const { props } = await withInterpreter(id, { networkConfiguration: { networkMode: 'SANDBOX' } })
  expect(props(id)).toMatchObject({ role: null, networkMode: 'SANDBOX' })
})

test('the interpreter that AWS offers to everyone is left out', async () => {
  const { ids } = await withInterpreter(arn('aws', 'code-interpreter/aws.codeinterpreter.v1'), {})
  expect(ids).toEqual([])
})
