import assert from "node:assert/strict";
import { figureText } from "../../../../host/report/figures-table.js";
import { reportHtml } from "../../../../host/report/page-html.js";
import { programmeEvents } from "../../../../host/report/programme-events.js";
import type { ReportData, SideFigures } from "../../../../host/report/report-data.js";
import { Problems } from "../../../../src/document/problems.js";
import { readProgramme } from "../../../../src/programme/read.js";

const side: SideFigures = {
  setpointKPa: 2500,
  measuredRmsKPa: 0.0871,
  measuredPeakKPa: 0.352,
  trueRmsKPa: 0.499,
  truePeakKPa: 0.991,
  pelletRmsKPa: 11.5,
  uncontrolledRmsKPa: 23.6,
  uncontrolledPeakKPa: 36.8,
  fixedGapRmsKPa: 401,
  fixedGapPeakKPa: 647,
  calibrationBiasKPa: -11.7,
  limitKPa: 0.051,
  reversals: 3,
  reversalsPerDay: 2.2,
  travelUm: 44.9,
  netTravelUm: 27.1,
};

const report: ReportData = {
  origin: "simulated",
  title: 'evil </script><script>alert("x")</script> rig',
  verdict: "Held & measured",
  sound: true,
  facts: [{ label: "Rig", value: "<b>", note: "a < b" }],
  anode: side,
  cathode: { ...side, setpointKPa: 200 },
  events: [{ atS: 3725, name: "</script>", side: "", text: "<!--", fault: true }],
  scoredFromS: 240,
  scoredToS: 1000,
  timesS: [1, 2],
  series: { anodeMeasuredKPa: [2499.5, null] },
};

describe("the report page", () => {
  const html = reportHtml(report);

  it("shows names from documents as text, never as markup", () => {
    assert.doesNotMatch(html, /<script>alert/u);
    assert.match(html, /evil &lt;\/script&gt;&lt;script&gt;alert\(&quot;x&quot;\)/u);
    assert.match(html, /<dd>&lt;b&gt;<small>a &lt; b<\/small>/u);
    // Style, data and the page's own script: nothing ends them early.
    assert.equal(html.match(/<script/gu)?.length, 2);
    assert.equal(html.match(/<\/script>/gu)?.length, 2);
  });

  it("carries its data in a form that comes back unchanged", () => {
    const json = /id="data">(.*?)<\/script>/su.exec(html)?.[1] ?? "";
    assert.deepEqual(JSON.parse(json), report);
  });

  it("shows the uncontrolled figure beside the controlled one", () => {
    assert.match(html, /0\.0871<small>kPa<\/small>[\s\S]*?23\.6<small>kPa<\/small>/u);
  });

  it("marks faults in the list of events and gives their time", () => {
    assert.match(html, /<tr class="fault"><td>1:02:05<\/td>/u);
  });

  it("leaves the scores out when nothing was scored", () => {
    const unscored = reportHtml({ ...report, scoredFromS: 0, scoredToS: 0 });
    assert.doesNotMatch(unscored, /Figures of the hold/);
  });

  it("writes figures to three digits, with a true minus and thin spaces", () => {
    const texts = [2500, 12345.6, 23.57, 3.456, 0.4567, 0.00671, -11.7, 3, Number.NaN];
    assert.deepEqual(texts.map(figureText), [
      "2\u202f500",
      "12\u202f346",
      "23.6",
      "3.46",
      "0.457",
      "0.0067",
      "\u221211.7",
      "3",
      "\u2013",
    ]);
  });
});

describe("the events of a programme", () => {
  it("are told in the words of the step that began", () => {
    const json = {
      name: "x",
      steps: [
        { ramp: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" }, cathode: "0.2 MPa" } },
        { repeat: 2, steps: [{ hold: {}, until: { after: "90 min", voltageBelow: "2.8 V" } }] },
      ],
    };
    const programme = readProgramme(json, new Problems());
    const event = (text: string) => ({ atS: 5, name: "programme", side: "rig", text });
    const ramp = programmeEvents(programme, event("x: steps[0]"));
    assert.equal(ramp.name, "ramp");
    assert.equal(ramp.text, "to anode 2500 kPa at 50 kPa/s, cathode 200 kPa (steps[0])");
    const hold = programmeEvents(programme, event("x: steps[1].steps[0]"));
    assert.equal(hold.text, "for 1.5 h or until 2.8 V or less (steps[1].steps[0])");
    assert.equal(programmeEvents(programme, event("x: done")).text, "x: done");
  });
});
