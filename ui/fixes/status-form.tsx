import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMutation } from 'urql'
import { enumWords } from '../parts/format.ts'
import { Moment } from '../parts/moment.tsx'
import classes from './fixes.module.css'
import { type FixDetail, type FixState, setStatusMutation } from './query.ts'

export const FIX_STATES = ['OPEN', 'IN_PROGRESS', 'DONE', 'ACCEPTED'] as const satisfies readonly FixState[]

/** Who makes the fix and by when; kept across scans. */
export function StatusForm({ fix, mayEdit, saved }: { fix: FixDetail; mayEdit: boolean; saved: () => void }) {
  const { status } = fix
  const [state, setState] = useState<FixState>(status.state)
  const [assignee, setAssignee] = useState(status.assignee ?? '')
  const [due, setDue] = useState(status.due ?? '')
  const [comment, setComment] = useState('')
  const [{ fetching, error }, send] = useMutation(setStatusMutation)
  const changed =
    state !== status.state ||
    assignee !== (status.assignee ?? '') ||
    due !== (status.due ?? '') ||
    comment !== ''

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await send({
      fixId: fix.fixId,
      status: {
        state,
        assignee: assignee === '' ? null : assignee,
        due: due === '' ? null : due,
        ...(comment === '' ? {} : { comment }),
      },
    })
    if (answer.error !== undefined) return
    setComment('')
    saved()
  }

  return (
    <section>
      <h3>Status</h3>
      <form className={classes.form} onSubmit={(event) => void save(event)}>
        <fieldset disabled={!mayEdit || fetching}>
          <NativeSelect
            size="xs"
            label="State"
            value={state}
            data={FIX_STATES.map((each) => ({ value: each, label: enumWords(each) }))}
            onChange={(event) =>
              setState(FIX_STATES.find((each) => each === event.currentTarget.value) ?? state)
            }
          />
          <TextInput
            size="xs"
            label="Assignee"
            value={assignee}
            onChange={(event) => setAssignee(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            label="Due"
            type="date"
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
          <Textarea
            size="xs"
            label="Comment"
            autosize
            minRows={1}
            maxRows={6}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        </fieldset>
        {mayEdit ? (
          <Button size="xs" type="submit" variant="default" disabled={!changed || fetching}>
            {fetching ? 'Saving' : 'Save'}
          </Button>
        ) : (
          <p className="soft">Changing this needs the role analyst.</p>
        )}
        {error !== undefined && (
          <p role="alert" className={classes.bad}>
            Not saved: {error.graphQLErrors[0]?.message ?? 'the service does not answer'}
          </p>
        )}
      </form>
      <ul className={classes.comments}>
        {status.comments.map(({ author, at, text }) => (
          <li key={`${author} ${at} ${text}`}>
            <div className="soft">
              {author}, <Moment at={at} />
            </div>
            {text}
          </li>
        ))}
      </ul>
    </section>
  )
}
