import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMutation } from 'urql'
import classes from './exceptions.module.css'
import { createException } from './query.ts'

/** What a finding offers to be excepted by. */
export interface Subject {
  readonly finding: string
  readonly rule: string
  readonly resource: string
  readonly account: string | null
}

type Cover = 'finding' | 'resource' | 'rule-in-account' | 'rule'

const COVERS: readonly (readonly [Cover, string])[] = [
  ['finding', 'this finding'],
  ['resource', 'every finding about this resource'],
  ['rule-in-account', 'this rule in this account'],
  ['rule', 'this rule everywhere'],
]

const FACTS = [
  ['exposure', 'whether the Internet gets to it'],
  ['sensitivity', 'how sensitive it is'],
  ['attack-paths', 'the worst attack path through it'],
  ['path', 'the way of the combination'],
  ['detail', 'what the finding says, word by word'],
  ['tags', 'its tags'],
] as const
const DEFAULTS: readonly string[] = ['exposure', 'sensitivity', 'attack-paths', 'path']

const inputOf = (cover: Cover, subject: Subject) =>
  ({
    finding: { finding: subject.finding },
    resource: { resource: subject.resource },
    'rule-in-account': { rule: subject.rule, account: subject.account },
    rule: { rule: subject.rule },
  })[cover]

/** Decides to live with a finding: why, until when, and on what facts. */
export function ExceptionForm({ subject, saved }: { subject: Subject; saved: () => void }) {
  const [cover, setCover] = useState<Cover>('finding')
  const [reason, setReason] = useState('')
  const [expires, setExpires] = useState('')
  const [premise, setPremise] = useState(DEFAULTS)
  const [{ fetching, error }, send] = useMutation(createException)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const exception = {
      ...inputOf(cover, subject),
      reason,
      expiresAt: expires === '' ? null : expires,
      premise: [...premise],
    }
    const answer = await send({ exception })
    if (answer.error === undefined) saved()
  }

  return (
    <form className={classes.form} onSubmit={(event) => void save(event)}>
      <fieldset disabled={fetching}>
        <legend className="skip">Exception</legend>
        <NativeSelect
          size="xs"
          label="Except"
          value={cover}
          data={COVERS.map(([value, label]) => ({ value, label }))}
          onChange={(event) =>
            setCover(COVERS.find(([value]) => value === event.currentTarget.value)?.[0] ?? cover)
          }
        />
        <Textarea
          size="xs"
          label="Reason"
          required
          autosize
          minRows={2}
          maxRows={8}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label="Until (empty: for good)"
          type="date"
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
        <fieldset className={classes.facts}>
          <legend>Open it again when this changes</legend>
          {FACTS.map(([name, words]) => (
            <Checkbox
              key={name}
              size="xs"
              label={words}
              checked={premise.includes(name)}
              onChange={() =>
                setPremise((old) => (old.includes(name) ? old.filter((one) => one !== name) : [...old, name]))
              }
            />
          ))}
        </fieldset>
      </fieldset>
      <Button size="xs" type="submit" variant="default" disabled={reason.trim() === '' || fetching}>
        {fetching ? 'Saving' : 'Except'}
      </Button>
      {error !== undefined && (
        <p role="alert" className={classes.bad}>
          Not saved: {error.graphQLErrors[0]?.message ?? 'the service does not answer'}
        </p>
      )}
    </form>
  )
}
