import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import {
  type Certificate,
  canonicalJson,
  certificateFormat,
  certificateProblem,
  certificateWarnings,
  signed,
} from "../../../../host/commissioning/certificate.js";
import { certificateHtml } from "../../../../host/commissioning/certificate-html.js";
import { projectFile } from "../../../../host/project.js";

const dayS = 86400;
const content: Omit<Certificate, "id"> = {
  format: certificateFormat,
  rig: "Isobar,Stack Pressure Rig,R7,0.1.0",
  firmware: "0.1.0",
  simulated: false,
  operator: "A <b> B",
  madeAtUnixS: 1000 * dayS,
  accepted: true,
  temperatureDegC: 30.1,
  identifiers: { die: "D-3" },
  settings: { "die.diameter": "10 mm" },
  steps: [
    {
      name: "torque",
      title: "Torque wrench",
      atUnixS: 1000 * dayS,
      figures: [{ name: "K", value: 0.11, sigma: 0.001, unit: "1" }],
      tables: [
        {
          title: "points",
          columns: ["torque / Nm", "force / N"],
          rows: [
            [1, 10],
            [2, 21],
            [1, 14],
          ],
        },
      ],
    },
  ],
};

describe("a certificate", () => {
  const certificate = signed(content);

  it("is named by the SHA-256 of its canonical JSON", () => {
    const hash = createHash("sha256").update(canonicalJson(content)).digest("hex");
    assert.equal(certificate.id, hash);
    assert.equal(
      canonicalJson({ b: [1, { d: 2, c: "x" }], a: null }),
      '{"a":null,"b":[1,{"c":"x","d":2}]}',
    );
  });

  it("is the same whatever the order of its keys and after a way through a file", () => {
    const backwards = Object.fromEntries(Object.entries(content).reverse()) as typeof content;
    assert.equal(signed(backwards).id, certificate.id);
    assert.equal(certificateProblem(JSON.parse(JSON.stringify(certificate, null, 4))), undefined);
  });

  it("does not survive the change of any figure", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(value !== 0.11);
        const copy = structuredClone(certificate) as unknown as {
          steps: [{ figures: [{ value: number }] }];
        };
        copy.steps[0].figures[0].value = value;
        assert.match(certificateProblem(copy) ?? "", /changed since it was made/u);
      }),
      { numRuns: 50 },
    );
    assert.match(certificateProblem({ format: "other" }) ?? "", /is no certificate/u);
    assert.match(certificateProblem(null) ?? "", /is no certificate/u);
  });

  it("is none when its hash fits and its form does not: somebody has written another under that name", () => {
    const other = (change: object) =>
      certificateProblem(signed({ ...content, ...change } as never));
    assert.equal(other({}), undefined);
    assert.equal(other({ madeBy: "another tool" }), undefined);
    for (const [change, wrong] of [
      [{ rig: 7 }, "rig: Invalid type: Expected string but received 7"],
      [
        { settings: undefined },
        'settings: Invalid key: Expected "settings" but received undefined',
      ],
      [
        { settings: { "die.diameter": 10 } },
        "settings.die.diameter: Invalid type: Expected string but received 10",
      ],
      // Names that a schema library passes over.
      ...["constructor", "prototype", "__proto__"].map(
        (name) =>
          [
            { settings: JSON.parse(`{"${name}":10}`) },
            `settings: Invalid type: Expected string under "${name}"`,
          ] as const,
      ),
      [
        { madeAtUnixS: 1e300 },
        "madeAtUnixS: Invalid value: Expected <=8640000000000 but received 1e+300",
      ],
      [{ accepted: "yes" }, 'accepted: Invalid type: Expected boolean but received "yes"'],
      [
        { temperatureDegC: "30" },
        'temperatureDegC: Invalid type: Expected number but received "30"',
      ],
      [{ steps: {} }, "steps: Invalid type: Expected Array but received Object"],
      [
        { steps: [{ ...content.steps[0], figures: [null] }] },
        "steps[0].figures[0]: Invalid type: Expected Object but received null",
      ],
      [
        { steps: [{ name: "die" }] },
        'steps[0].title: Invalid key: Expected "title" but received undefined',
      ],
    ] as const)
      assert.equal(other(change), `is no certificate, although its hash fits: ${wrong}`);
  });

  it("is none when it is nested without end", () => {
    const deep = JSON.parse(`${"[".repeat(50000)}${"]".repeat(50000)}`);
    assert.match(certificateProblem({ ...certificate, steps: deep }) ?? "", /nested without end/u);
  });

  it("is warned of when it is old, of another rig, of other settings, or never accepted", () => {
    const warn = (rig: string, diameter: string, days: number, one = certificate) =>
      certificateWarnings(one, rig, { "die.diameter": diameter }, (1000 + days) * dayS);
    const rig = certificate.rig;
    assert.deepEqual(warn(rig, "10 mm", 100), []);
    // Another firmware on the same rig is no other rig.
    assert.deepEqual(warn("Isobar,Stack Pressure Rig,R7,0.2.0", "10 mm", 1), []);
    assert.match(warn(rig, "10 mm", 366).join(), /366 days old/u);
    assert.match(warn(rig, "10 mm", -3).join(), /in the future/u);
    assert.match(
      warn("Isobar,Stack Pressure Rig,R8,0.1.0", "10 mm", 1).join(),
      /of rig R7, not of R8/u,
    );
    assert.match(
      warn(rig, "13 mm", 1).join(),
      /die\.diameter is 13 mm, and 10 mm on the certificate/u,
    );
    const never = signed({ ...content, accepted: false });
    assert.match(warn(rig, "10 mm", 1, never).join(), /no acceptance test/u);
  });

  it("is printed with its hash, its figures and a plot of its points, and names stay text", () => {
    const css = readFileSync(projectFile("host", "report", "page", "theme.css"), "utf8");
    const html = certificateHtml(certificate, css);
    assert.match(html, new RegExp(certificate.id, "u"));
    assert.match(html, /0\.1100 ± 0\.0010/u);
    assert.equal(html.match(/<circle/gu)?.length, 3);
    assert.match(html, /A &lt;b&gt; B/u);
    assert.doesNotMatch(html, /<script|src=|url\(|<link/u);
  });
});
