import java.nio.file.Path;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Holds PDF files against standards: arguments are pairs of a flavour (2a, 3a, ua1) and a file. Prints PASS or FAIL, the
 * flavour and the file for each pair, and below it what is at fault.
 */
public class Verapdf {
    private static final int MOST_FAULTS_PER_RULE = 3;

    public static void main(String[] pairs) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 0; at + 1 < pairs.length; at += 2) {
            hold(PDFAFlavour.fromString(pairs[at]), Path.of(pairs[at + 1]));
        }
    }

    private static void hold(PDFAFlavour flavour, Path file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file.toFile(), flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(flavour, MOST_FAULTS_PER_RULE, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + flavour.getId() + " " + file);
            for (TestAssertion fault : result.getTestAssertions()) {
                System.out.println("  " + fault.getRuleId().getClause() + "-" + fault.getRuleId().getTestNumber() + ": "
                        + fault.getMessage() + " (" + fault.getLocation().getContext() + ")");
            }
        }
    }
}
