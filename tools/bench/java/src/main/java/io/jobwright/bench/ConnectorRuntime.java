package io.jobwright.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Camunda's connector runtime and its REST connector; Spring finds both on the class path. */
@SpringBootApplication
public class ConnectorRuntime {
  public static void main(String[] args) {
    SpringApplication.run(ConnectorRuntime.class, args);
  }
}
