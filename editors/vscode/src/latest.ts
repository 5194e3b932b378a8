/** Work that is worth doing only once things are quiet, and whose result counts only until it is asked for again. */

export class Latest {
  private readonly quiet: number;
  private number = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param quiet How long to wait for a newer request, in milliseconds. */
  constructor(quiet: number) {
    this.quiet = quiet;
  }

  /** Does the work unless it is asked for again soon; `isLatest` says whether that happened in the meantime. */
  run(work: (isLatest: () => boolean) => Promise<void>): void {
    this.number += 1;
    const own = this.number;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => work(() => own === this.number), this.quiet);
  }

  /** Nothing is done any more. */
  dispose(): void {
    this.number += 1;
    clearTimeout(this.timer);
  }
}
