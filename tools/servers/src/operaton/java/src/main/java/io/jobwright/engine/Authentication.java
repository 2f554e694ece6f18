package io.jobwright.engine;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the users of the engine in, and nobody else. */
@Configuration
@ConditionalOnProperty("jobwright.authentication.filter")
public class Authentication {
  @Bean
  FilterRegistrationBean<Filter> authenticationFilter(
      @Value("${jobwright.authentication.filter}") String filter,
      @Value("${jobwright.authentication.provider}") String provider)
      throws ReflectiveOperationException {
    var registration =
        new FilterRegistrationBean<>((Filter) Class.forName(filter).getDeclaredConstructor().newInstance());
    registration.addInitParameter("authentication-provider", provider);
    registration.addUrlPatterns("/engine-rest/*");
    return registration;
  }
}
