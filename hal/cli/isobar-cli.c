/*
 * SPDX-License-Identifier: Apache-2.0
 *
 * The start of a command-line build: isobar [seconds [rig [scenario [seed [line for the rig]...]]]]
 * runs that many seconds of simulated time at once and prints what the rig sends.
 *
 * main and fxAbort are weak: a program that includes the manifest and has its own wins.
 */

#include "xsPlatform.h"
#include "xs.h"
#include "mc.xs.h"
#include <stdio.h>
#include <stdlib.h>

#if defined(__GNUC__)
	#define ISOBAR_WEAK __attribute__((weak))
#else
	#define ISOBAR_WEAK
#endif

static int gWordCount = 0;
static char** gWords = NULL;

/* word(index): a word behind the program's name, or undefined. */
void isobar_cli_word(xsMachine* the)
{
	xsIntegerValue index = xsToInteger(xsArg(0));
	if ((index >= 0) && (index < gWordCount))
		xsResult = xsString(gWords[index]);
}

ISOBAR_WEAK void fxAbort(xsMachine* the, int status)
{
	fprintf(stderr, "isobar: %s\n", fxAbortString(status));
	exit(status);
}

ISOBAR_WEAK int main(int argc, char* argv[])
{
	int error = 0;
	xsMachine* machine;
	gWordCount = argc - 1;
	gWords = argv + 1;
	machine = fxPrepareMachine(NULL, xsPreparation(), "isobar", NULL, NULL);
	if (!machine) {
		fprintf(stderr, "isobar: not enough memory\n");
		return 1;
	}
	xsBeginHost(machine);
	{
		xsVars(1);
		xsTry {
			xsVar(0) = xsAwaitImport("src/main", XS_IMPORT_DEFAULT);
			xsCallFunction0(xsVar(0), xsGlobal);
		}
		xsCatch {
			fprintf(stderr, "isobar: %s\n", xsToString(xsException));
			error = 1;
		}
	}
	xsEndHost(machine);
	xsDeleteMachine(machine);
	return error;
}
