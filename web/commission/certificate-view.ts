import type { Certificate } from "../../host/commissioning/certificate.js";
import { certificateHtml } from "../../host/commissioning/certificate-html.js";
import sheet from "../../host/report/page/page.css?inline";
import theme from "../../host/report/page/theme.css?inline";
import { element, onClick, saveFile, setText } from "../view/dom.js";
import { text } from "../view/strings.js";

/** Shows the newest certificate as it is printed, and saves it. */
export class CertificateView {
  private readonly frame = element<HTMLIFrameElement>("certificate");
  private certificate: Certificate | undefined;

  constructor() {
    onClick("certificate-json", () => this.save("json", "application/json", asJson));
    onClick("certificate-html", () => this.save("html", "text/html", asHtml));
  }

  /** Says where it is. */
  show(certificate: Certificate): string {
    this.certificate = certificate;
    this.frame.srcdoc = asHtml(certificate);
    element("certificate-part").hidden = false;
    const { id, accepted } = certificate;
    const verdict = text(accepted ? "certificateAccepted" : "certificateNotAccepted");
    setText(element("certificate-note"), `${id.slice(0, 12)}: ${verdict}`);
    return text("certificateBelow");
  }

  private save(ending: string, type: string, of: (certificate: Certificate) => string): void {
    const { certificate } = this;
    if (certificate === undefined) return;
    saveFile(`certificate-${certificate.id.slice(0, 12)}.${ending}`, of(certificate), type);
  }
}

const asJson = (certificate: Certificate) => `${JSON.stringify(certificate, null, 2)}\n`;

function asHtml(certificate: Certificate): string {
  // A certificate looks as the report does.
  return certificateHtml(certificate, `${theme}\n${sheet}`);
}
