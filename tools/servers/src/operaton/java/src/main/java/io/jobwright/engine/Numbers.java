package io.jobwright.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Lists for multi-instance activities: {@code ${numbers.upTo(3)}} is 1, 2, 3. */
@Component("numbers")
public class Numbers {
  public List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
