import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { AccountSelect } from './account-select.tsx'
import { KeyHelp } from './key-help.tsx'
import { ScanSelect } from './scan-select.tsx'
import classes from './shell.module.css'
import { ThemeSwitch } from './theme-switch.tsx'
import { useShortcuts } from './use-shortcuts.ts'

const Palette = lazy(() => import('../palette/palette.tsx').then((module) => ({ default: module.Palette })))

/** Scope, scan, search, theme; the same on every page. */
export function Header() {
  const [searching, setSearching] = useState(false)
  const [helping, setHelping] = useState(false)
  useShortcuts({ search: () => setSearching(true), help: () => setHelping(true) })
  return (
    <header className={classes.header}>
      <Link to="/" className={classes.brand} aria-label="Chokepoint, overview">
        <img src="/icon.svg" width={22} height={22} alt="" />
        <span>Chokepoint</span>
      </Link>
      <AccountSelect />
      <ScanSelect />
      <button type="button" className={classes.search} onClick={() => setSearching(true)}>
        <IconSearch size={15} aria-hidden />
        <span>Search resources, paths, findings, rules</span>
        <kbd>Ctrl K</kbd>
      </button>
      <ThemeSwitch />
      <KeyHelp opened={helping} setOpened={setHelping} />
      {searching && (
        <Suspense fallback={null}>
          <Palette close={() => setSearching(false)} />
        </Suspense>
      )}
    </header>
  )
}
