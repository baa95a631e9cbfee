import type { Detector } from '../detector'
import { CertificateRefusals } from './certificate'
import { ClockJumps } from './clock-jump'
import { Crashes } from './crash'
import { IdentityFights } from './identity-fight'
import { MassLosses } from './mass-loss'
import { NoConnections } from './no-connection'
import { OUTAGES } from './outage'
import { PacketLosses } from './packet-loss'
import { RestartLoops } from './restart-loop'
import { Scanners } from './scanner'
import { StreamKeys } from './stream-keys'

/** All detectors, each made anew for a document. */
export const DETECTORS: readonly (() => Detector)[] = [
  () => new Crashes(),
  () => new RestartLoops(),
  () => new NoConnections(),
  ...OUTAGES,
  () => new MassLosses(),
  () => new CertificateRefusals(),
  () => new ClockJumps(),
  () => new PacketLosses(),
  () => new IdentityFights(),
  () => new StreamKeys(),
  () => new Scanners(),
]
