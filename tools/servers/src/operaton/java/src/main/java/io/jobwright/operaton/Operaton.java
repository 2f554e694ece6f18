package io.jobwright.operaton;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Operaton {
  public static void main(String[] arguments) {
    SpringApplication.run(Operaton.class, arguments);
  }
}
