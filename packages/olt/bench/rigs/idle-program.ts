import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Does nothing, and tells on request how late its event loop was: what of a delay is the machine's own. */
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('message', () => process.send?.(delay.percentile(99) / 1e6));
process.on('disconnect', () => process.exit(0));
