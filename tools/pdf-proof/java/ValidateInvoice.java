import org.mustangproject.validator.ZUGFeRDValidator;

/** Prints Mustang's report on each electronic invoice; exits with 1 when one of them is not valid. */
public class ValidateInvoice {
  public static void main(String[] files) {
    boolean allValid = true;
    for (String file : files) {
      ZUGFeRDValidator validator = new ZUGFeRDValidator();
      String report = validator.validate(file);
      boolean valid = validator.wasCompletelyValid();
      allValid &= valid;
      System.out.println((valid ? "VALID " : "INVALID ") + file);
      if (!valid) System.out.println(report);
    }
    System.exit(allValid ? 0 : 1);
  }
}
