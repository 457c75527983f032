import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Latest } from "../src/latest";

test("only the last of several questions is asked", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const asked: string[] = [];
  const latest = new Latest<string>(100, (subject) => Promise.resolve(void asked.push(subject)));
  latest.ask("a");
  mock.timers.tick(60);
  latest.ask("b");
  mock.timers.tick(60);
  assert.deepEqual(asked, []);
  mock.timers.tick(60);
  assert.deepEqual(asked, ["b"]);
  mock.timers.reset();
});

test("an answer that comes after the next question is not current", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const checks: (() => boolean)[] = [];
  const latest = new Latest<string>(10, (_, isCurrent) => Promise.resolve(void checks.push(isCurrent)));
  latest.ask("a");
  mock.timers.tick(10);
  assert.equal(checks[0]?.(), true);
  latest.ask("b");
  assert.equal(checks[0]?.(), false);
  mock.timers.tick(10);
  assert.equal(checks[1]?.(), true);
  latest.drop();
  assert.equal(checks[1]?.(), false);
  mock.timers.reset();
});
