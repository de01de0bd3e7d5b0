import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export interface Metrics {
  observe(route: string, status: number, seconds: number): void
  render(): Promise<{ readonly type: string; readonly text: string }>
}

/** Counters for Prometheus at /metrics. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'chokepoint_http_requests_total',
    help: 'Requests by route and status',
    labelNames: ['route', 'status'],
    registers: [registry],
  })
  const duration = new Histogram({
    name: 'chokepoint_http_request_seconds',
    help: 'Time to answer by route',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  return {
    observe(route, status, seconds) {
      requests.inc({ route, status })
      duration.observe({ route }, seconds)
    },
    render: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}
