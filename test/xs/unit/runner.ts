// What mocha gives to a test file, in the little that XS needs: suites, tests and hooks, all of them synchronous.

type Body = (this: Context) => unknown;

/** What `this` is in a suite or test. */
interface Context {
  timeout(ms: number): Context;
  slow(ms: number): Context;
}

interface Test {
  readonly name: string;
  readonly body: Body;
}

interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly before: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly after: Body[];
  /** In the order of the file. */
  readonly children: (Suite | Test)[];
}

/** What came of the tests. */
export interface Outcome {
  passed: number;
  /** Full names of the tests that were left out. */
  readonly skipped: string[];
  /** Full name and error of each test that failed. */
  readonly failed: string[];
}

const context: Context = {
  timeout: () => context,
  slow: () => context,
};

function makeSuite(name: string, parent: Suite | undefined): Suite {
  const hooks = { before: [], beforeEach: [], afterEach: [], after: [] };
  return { name, parent, ...hooks, children: [] };
}

/** Registers the tests of the files that are loaded after it, and runs them. */
export class Runner {
  private suite = makeSuite("", undefined);

  /** The names that a test file expects in the global scope. */
  readonly globals = {
    describe: (name: string, body: Body) => {
      const { suite } = this;
      this.suite = makeSuite(name, suite);
      suite.children.push(this.suite);
      body.call(context);
      this.suite = suite;
    },
    it: (name: string, body: Body) => this.suite.children.push({ name, body }),
    before: (body: Body) => this.suite.before.push(body),
    beforeEach: (body: Body) => this.suite.beforeEach.push(body),
    afterEach: (body: Body) => this.suite.afterEach.push(body),
    after: (body: Body) => this.suite.after.push(body),
  };

  /** @param skip says by the full name which tests are left out */
  run(skip: (name: string) => boolean): Outcome {
    const outcome: Outcome = { passed: 0, skipped: [], failed: [] };
    runSuite(this.suite, skip, outcome);
    return outcome;
  }
}

function runSuite(suite: Suite, skip: (name: string) => boolean, outcome: Outcome): void {
  const broken = errorOf(() => call(suite.before));
  for (const child of suite.children) {
    if ("children" in child) {
      runSuite(child, skip, outcome);
      continue;
    }
    const name = `${fullName(suite)} ${child.name}`;
    if (skip(name)) {
      outcome.skipped.push(name);
      continue;
    }
    const error = broken ?? errorOf(() => runTest(suite, child.body));
    if (error === undefined) outcome.passed += 1;
    else outcome.failed.push(`${name}: ${error}`);
  }
  call(suite.after);
}

function runTest(suite: Suite, body: Body): void {
  const suites: Suite[] = [];
  for (let one: Suite | undefined = suite; one !== undefined; one = one.parent) suites.unshift(one);
  for (const one of suites) call(one.beforeEach);
  try {
    call([body]);
  } finally {
    for (const one of suites.reverse()) call(one.afterEach);
  }
}

function call(bodies: readonly Body[]): void {
  for (const body of bodies) {
    if (body.call(context) instanceof Promise) throw new Error("the test is asynchronous");
  }
}

function errorOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
  }
}

function fullName(suite: Suite): string {
  return suite.parent === undefined
    ? suite.name
    : `${fullName(suite.parent)} ${suite.name}`.trimStart();
}
