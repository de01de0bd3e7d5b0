import { Tabs } from '@mantine/core'
import { CopyButton } from '../parts/copy-button.tsx'
import classes from './remediation.module.css'

interface Remediation {
  readonly console: string
  readonly cli: string
  readonly terraform: string
}

const WAYS = [
  ['console', 'Console'],
  ['cli', 'CLI'],
  ['terraform', 'Terraform'],
] as const

/** The same fix three ways; commands come with a copy button. */
export function RemediationTabs({ remediation }: { remediation: Remediation }) {
  const ways = WAYS.filter(([name]) => remediation[name] !== '')
  const first = ways[0]
  if (first === undefined) return <p className="soft">This rule names no remediation.</p>
  return (
    <Tabs defaultValue={first[0]} keepMounted={false}>
      <Tabs.List>
        {ways.map(([name, title]) => (
          <Tabs.Tab key={name} value={name}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {ways.map(([name]) => (
        <Tabs.Panel key={name} value={name} className={classes.panel}>
          {name === 'console' ? (
            <p className={classes.words}>{remediation[name]}</p>
          ) : (
            <>
              <pre>{remediation[name]}</pre>
              <CopyButton text={remediation[name]} label="Copy" />
            </>
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
