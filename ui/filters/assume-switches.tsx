import { cutMiddle } from '../parts/format.ts'
import classes from './filters.module.css'
import { IdentityField } from './identity-field.tsx'

/** What an analyst may take as given of the attacker, by the names that the service knows. */
const SWITCHES = [
  ['mfa', 'has the second factor', 'Conditions that ask for multi-factor authentication count as met'],
  [
    'corporate-network',
    'is in the corporate network',
    'Conditions on source address and source network count as met',
  ],
  [
    'exploited-vulnerabilities',
    'breaks into what it reaches',
    'Everything that can be reached over the network counts as broken into',
  ],
] as const

const IDENTITY = 'identity:'

/** Switches for a what-if: the attacker has more than is usual. */
export function AssumeSwitches({
  chosen,
  toggle,
}: {
  chosen: readonly string[] | undefined
  toggle: (name: string) => void
}) {
  return (
    <fieldset className={classes.severities}>
      <legend className="skip">Assume that the attacker</legend>
      <span className={classes.lead} aria-hidden>
        Assume the attacker
      </span>
      {SWITCHES.map(([name, title, detail]) => (
        <button
          key={name}
          type="button"
          className={classes.severity}
          data-text
          aria-pressed={chosen?.includes(name) ?? false}
          title={detail}
          onClick={() => toggle(name)}
        >
          {title}
        </button>
      ))}
      {chosen
        ?.filter((name) => SWITCHES.every(([known]) => known !== name))
        .map((name) => (
          <button
            key={name}
            type="button"
            className={classes.severity}
            data-text
            aria-pressed
            onClick={() => toggle(name)}
          >
            {name.startsWith(IDENTITY) ? 'has' : 'meets'}{' '}
            <span className="mono" title={name}>
              {cutMiddle(name.replace(IDENTITY, ''), 36)}
            </span>
          </button>
        ))}
      <IdentityField add={(id) => toggle(`${IDENTITY}${id}`)} />
    </fieldset>
  )
}
