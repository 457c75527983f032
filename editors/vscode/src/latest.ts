// Work that follows something which changes often, such as the cursor.

/** Runs `work` when nothing was asked for `delay` milliseconds. */
export class Latest<Subject> {
  private timer: NodeJS.Timeout | undefined;
  private round = 0;

  constructor(
    private readonly delay: number,
    private readonly work: (subject: Subject, isCurrent: () => boolean) => Promise<void>,
  ) {}

  ask(subject: Subject): void {
    this.drop();
    const round = this.round;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.work(subject, () => round === this.round);
    }, this.delay);
  }

  /** What was asked is not wanted any more; work that runs is no longer current. */
  drop(): void {
    this.round += 1;
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
