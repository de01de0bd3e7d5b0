import classes from './canvas.module.css'

const HUES = [
  ['ACCESS', 'access'],
  ['NETWORK', 'network'],
  ['CREDENTIAL', 'credential'],
  ['FACT', 'fact'],
] as const

export function Legend() {
  return (
    <div className={classes.legend} aria-hidden>
      {HUES.map(([name, title]) => (
        <span key={name} className={classes[name]}>
          <i /> {title}
        </span>
      ))}
      <span>
        <i className={classes.dotted} /> conditional
      </span>
    </div>
  )
}
