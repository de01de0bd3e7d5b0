import { Button } from '@mantine/core'
import { IconAffiliate } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

/** Leads to the canvas with the worst paths and where they meet. */
export function ChokePointsButton() {
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconAffiliate size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/graph" search={{ choke: 'points' }} {...props} />}
    >
      Choke points
    </Button>
  )
}
