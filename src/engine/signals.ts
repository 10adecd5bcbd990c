/** Tells from another thread that a run is to end, and tells it since when a formula computes. */
export interface Signals {
  /** Whether the run is to end. */
  stopped(): boolean;
  /** Milliseconds of the wall clock, or 0 when no formula computes. */
  busySince(ms: number): void;
  /** When the formula that computes began: in one go there may be many. */
  formulaSince(ms: number): void;
}
